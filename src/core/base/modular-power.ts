/**
 * base^exponent mod modulus by squaring. Takes longer for some exponents than for others: for public exponents, and for
 * secrets that live as long as one cable session.
 */
export function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
