'use strict';

function summary(numbers) {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length;
  return { count: sorted.length, mean, median: sorted[sorted.length >> 1], deviation: Math.sqrt(variance) };
}

function outliers(numbers) {
  const { mean, deviation } = summary(numbers) ?? { mean: 0, deviation: 0 };
  return numbers.filter((value) => Math.abs(value - mean) > 2 * deviation);
}

module.exports = { summary, outliers };
