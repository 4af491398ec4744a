/* The yardstick of the parse: every unsigned integer of a file, one byte at a time, as plain C does it.
   Prints CPU seconds and a checksum that keeps the loop from being optimised away. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  static unsigned char buffer[1 << 18];
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
  if (!file) return 1;
  unsigned long value = 0, sum = 0, numbers = 0;
  int inside = 0;
  size_t length;
  clock_t started = clock();
  while ((length = fread(buffer, 1, sizeof buffer, file)) > 0) {
    for (size_t at = 0; at < length; at++) {
      unsigned digit = buffer[at] - '0';
      if (digit < 10) {
        value = value * 10 + digit;
        inside = 1;
      } else if (inside) {
        sum += value;
        numbers++;
        value = 0;
        inside = 0;
      }
    }
  }
  printf("%.6f %lu %lu\n", (double)(clock() - started) / CLOCKS_PER_SEC, numbers, sum);
  return 0;
}
