/** Positions of the numbers from the smallest to the largest; equal numbers keep their order. */
export function sortedOrder(values: Float64Array): Int32Array {
  const order = Int32Array.from({ length: values.length }, (_, index) => index);
  return order.sort((left, right) => (values[left] as number) - (values[right] as number));
}
