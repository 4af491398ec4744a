;; Reads lists of whole numbers out of JSON text: the inner loop of the snapshot parser.
;;
;; scan(at, end, out, outEnd) reads numbers of up to 10 digits, each followed by a comma or by a line end and a comma, from
;; the text in [at, end), writes them as 32-bit integers from `out` on, and returns the place of the first number that it has
;; not read; the global `written` is the place after the last integer. It stops, and leaves the rest to the caller, where fewer than
;; 64 bytes are left, where the output is full, and at anything that is not such a number.
;;
;; 64 bytes at a time become bit masks of commas, digits and line ends (as simdjson does: Langdale and Lemire, Parsing Gigabytes of
;; JSON per Second, 2019). Between two set bits of the comma mask lies a number, and up to 8 digits become an integer with three
;; multiplications (Mula's and Lemire's SWAR conversion), so that nothing depends on how many digits a number has.
;; The text must start at least 16 bytes into the memory.
;;
;; edges(row, end, type, name, toNode, stride, divisor, inverse, types, names, targets, typeLimit, toLimit) splits records of edges
;; into columns: type bytes, names, and targets divided by the nodes' field count (`divisor`), for which `inverse` is
;; ceil(2^40 / divisor). Offsets and stride are in bytes. Returns the highest name that stands for a string (of types 1 and 4 the
;; name is a number), or -1 where a type is not below `typeLimit`, or a target not a multiple of `divisor` below `toLimit`.
(module
  (memory (export "memory") 8)
  (global $written (export "written") (mut i32) (i32.const 0))

  (func (export "scan") (param $at i32) (param $end i32) (param $out i32) (param $outEnd i32) (result i32)
    (local $block i32) (local $number i32) (local $stop i32) (local $length i32) (local $shift i64)
    (local $v0 v128) (local $v1 v128) (local $v2 v128) (local $v3 v128)
    (local $commas i64) (local $lines i64) (local $digits i64) (local $bit i64)
    (local $x i64) (local $high i64)
    (local.set $block (local.get $at))
    (local.set $number (local.get $at))
    (block $done
      (loop $blocks
        (br_if $done (i32.gt_u (i32.add (local.get $block) (i32.const 64)) (local.get $end)))
        (local.set $v0 (v128.load (local.get $block)))
        (local.set $v1 (v128.load offset=16 (local.get $block)))
        (local.set $v2 (v128.load offset=32 (local.get $block)))
        (local.set $v3 (v128.load offset=48 (local.get $block)))
        (local.set $commas
          (i64.or
            (i64.or
              (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $v0) (v128.const i32x4 0x2c2c2c2c 0x2c2c2c2c 0x2c2c2c2c 0x2c2c2c2c))))
              (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $v1) (v128.const i32x4 0x2c2c2c2c 0x2c2c2c2c 0x2c2c2c2c 0x2c2c2c2c)))) (i64.const 16)))
            (i64.or
              (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $v2) (v128.const i32x4 0x2c2c2c2c 0x2c2c2c2c 0x2c2c2c2c 0x2c2c2c2c)))) (i64.const 32))
              (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $v3) (v128.const i32x4 0x2c2c2c2c 0x2c2c2c2c 0x2c2c2c2c 0x2c2c2c2c)))) (i64.const 48)))))
        (local.set $digits
          (i64.or
            (i64.or
              (i64.extend_i32_u (i8x16.bitmask (i8x16.lt_u (i8x16.sub (local.get $v0) (v128.const i32x4 0x30303030 0x30303030 0x30303030 0x30303030)) (v128.const i32x4 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a))))
              (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.lt_u (i8x16.sub (local.get $v1) (v128.const i32x4 0x30303030 0x30303030 0x30303030 0x30303030)) (v128.const i32x4 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a)))) (i64.const 16)))
            (i64.or
              (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.lt_u (i8x16.sub (local.get $v2) (v128.const i32x4 0x30303030 0x30303030 0x30303030 0x30303030)) (v128.const i32x4 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a)))) (i64.const 32))
              (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.lt_u (i8x16.sub (local.get $v3) (v128.const i32x4 0x30303030 0x30303030 0x30303030 0x30303030)) (v128.const i32x4 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a)))) (i64.const 48)))))
        ;; What is neither digit nor comma must be a line end that a comma follows.
        (local.set $lines (i64.xor (i64.or (local.get $digits) (local.get $commas)) (i64.const -1)))
        (local.set $stop (i32.const 64))
        (if (i64.ne (local.get $lines) (i64.const 0))
          (then
            ;; A line end in the last byte waits for the next block: its comma is there.
            (if (i64.lt_s (local.get $lines) (i64.const 0))
              (then
                (local.set $stop (i32.const 63))
                (local.set $lines (i64.and (local.get $lines) (i64.const 0x7fffffffffffffff)))))
            (br_if $done
              (i64.ne
                (local.get $lines)
                (i64.and
                  (i64.or
                    (i64.or
                      (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $v0) (v128.const i32x4 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a))))
                      (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $v1) (v128.const i32x4 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a)))) (i64.const 16)))
                    (i64.or
                      (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $v2) (v128.const i32x4 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a)))) (i64.const 32))
                      (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $v3) (v128.const i32x4 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a 0x0a0a0a0a)))) (i64.const 48))))
                  (i64.const 0x7fffffffffffffff))))
            (local.set $lines (i64.shl (local.get $lines) (i64.const 1)))
            (br_if $done (i64.ne (i64.and (local.get $lines) (local.get $commas)) (local.get $lines)))))
        (block $next
          (loop $numbers
            (br_if $next (i64.eqz (local.get $commas)))
            (local.set $bit (i64.ctz (local.get $commas)))
            ;; `high` is the end of the number in the memory, before its line end if it has one.
            (local.set $length
              (i32.sub
                (i32.sub
                  (i32.add (local.get $block) (i32.wrap_i64 (local.get $bit)))
                  (i32.wrap_i64 (i64.and (i64.shr_u (local.get $lines) (local.get $bit)) (i64.const 1))))
                (local.get $number)))
            (if (i32.lt_u (i32.sub (local.get $length) (i32.const 1)) (i32.const 8))
              (then
                ;; The last 8 bytes up to the number's end, those before its start cleared.
                (local.set $shift (i64.extend_i32_u (i32.sub (i32.const 64) (i32.shl (local.get $length) (i32.const 3)))))
                (local.set $x
                  (i64.shl
                    (i64.shr_u
                      (i64.xor
                        (i64.load (i32.sub (i32.add (local.get $number) (local.get $length)) (i32.const 8)))
                        (i64.const 0x3030303030303030))
                      (local.get $shift))
                    (local.get $shift)))
                (local.set $x (i64.and (i64.shr_u (i64.mul (local.get $x) (i64.const 2561)) (i64.const 8)) (i64.const 0x00ff00ff00ff00ff)))
                (local.set $x (i64.and (i64.shr_u (i64.mul (local.get $x) (i64.const 6553601)) (i64.const 16)) (i64.const 0x0000ffff0000ffff)))
                (local.set $x (i64.shr_u (i64.mul (local.get $x) (i64.const 42949672960001)) (i64.const 32))))
              (else
                ;; 9 and 10 digits: the first one or two by themselves, then 8. Empty and longer ones are the caller's.
                (br_if $done (i32.gt_u (i32.sub (local.get $length) (i32.const 9)) (i32.const 1)))
                (local.set $x
                  (i64.xor
                    (i64.load (i32.sub (i32.add (local.get $number) (local.get $length)) (i32.const 8)))
                    (i64.const 0x3030303030303030)))
                (local.set $x (i64.and (i64.shr_u (i64.mul (local.get $x) (i64.const 2561)) (i64.const 8)) (i64.const 0x00ff00ff00ff00ff)))
                (local.set $x (i64.and (i64.shr_u (i64.mul (local.get $x) (i64.const 6553601)) (i64.const 16)) (i64.const 0x0000ffff0000ffff)))
                (local.set $x (i64.shr_u (i64.mul (local.get $x) (i64.const 42949672960001)) (i64.const 32)))
                (local.set $high (i64.extend_i32_u (i32.sub (i32.load8_u (local.get $number)) (i32.const 48))))
                (if (i32.eq (local.get $length) (i32.const 10))
                  (then
                    (local.set $high
                      (i64.add
                        (i64.mul (local.get $high) (i64.const 10))
                        (i64.extend_i32_u (i32.sub (i32.load8_u offset=1 (local.get $number)) (i32.const 48)))))))
                (local.set $x (i64.add (local.get $x) (i64.mul (local.get $high) (i64.const 100000000))))
                (br_if $done (i64.gt_u (local.get $x) (i64.const 0xffffffff)))))
            (i64.store32 (local.get $out) (local.get $x))
            (local.set $out (i32.add (local.get $out) (i32.const 4)))
            (local.set $number (i32.add (i32.add (local.get $block) (i32.wrap_i64 (local.get $bit))) (i32.const 1)))
            (br_if $done (i32.ge_u (local.get $out) (local.get $outEnd)))
            (local.set $commas (i64.and (local.get $commas) (i64.sub (local.get $commas) (i64.const 1))))
            (br $numbers)))
        (local.set $block (i32.add (local.get $block) (local.get $stop)))
        (br $blocks)))
    (global.set $written (local.get $out))
    (local.get $number))

  (func (export "edges")
    (param $row i32) (param $end i32) (param $type i32) (param $name i32) (param $toNode i32) (param $stride i32)
    (param $divisor i32) (param $inverse i64) (param $types i32) (param $names i32) (param $targets i32) (param $typeLimit i32) (param $toLimit i32)
    (result i32)
    (local $t i32) (local $n i32) (local $to i32) (local $ordinal i32) (local $highest i32) (local $wrong i32)
    (block $done
      (loop $rows
        (br_if $done (i32.ge_u (local.get $row) (local.get $end)))
        (local.set $t (i32.load (i32.add (local.get $row) (local.get $type))))
        (local.set $n (i32.load (i32.add (local.get $row) (local.get $name))))
        (local.set $to (i32.load (i32.add (local.get $row) (local.get $toNode))))
        (local.set $ordinal
          (i32.wrap_i64 (i64.shr_u (i64.mul (i64.extend_i32_u (local.get $to)) (local.get $inverse)) (i64.const 40))))
        (local.set $wrong
          (i32.or
            (local.get $wrong)
            (i32.or
              (i32.ge_u (local.get $t) (local.get $typeLimit))
              (i32.or
                (i32.ge_u (local.get $to) (local.get $toLimit))
                (i32.ne (i32.mul (local.get $ordinal) (local.get $divisor)) (local.get $to))))))
        (i32.store8 (local.get $types) (local.get $t))
        (i32.store (local.get $names) (local.get $n))
        (i32.store (local.get $targets) (local.get $ordinal))
        ;; 0x12: element and hidden edges have numbers for names.
        (local.set $n (select (i32.const 0) (local.get $n) (i32.and (i32.shr_u (i32.const 0x12) (local.get $t)) (i32.const 1))))
        (local.set $highest (select (local.get $n) (local.get $highest) (i32.gt_u (local.get $n) (local.get $highest))))
        (local.set $types (i32.add (local.get $types) (i32.const 1)))
        (local.set $names (i32.add (local.get $names) (i32.const 4)))
        (local.set $targets (i32.add (local.get $targets) (i32.const 4)))
        (local.set $row (i32.add (local.get $row) (local.get $stride)))
        (br $rows)))
    (select (i32.const -1) (local.get $highest) (local.get $wrong))))
