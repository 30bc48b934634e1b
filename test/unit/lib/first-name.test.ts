import { expect, test } from 'vitest';
import { firstNameOf } from '../../../src-main/lib/first-name';

test.each([
  ['Maria Lopez', 'Maria'],
  ['Dr. Maria Lopez', 'Maria'],
  ['Prof. Dr. Jean-Luc Picard', 'Jean-Luc'],
  ['Müller, Dr. "Max"', 'Max'],
  ['Lopez, Maria', 'Maria'],
  ['Maria Lopez, PhD', 'Maria'],
  ['J. Robert Oppenheimer', 'Robert'],
  ['Conan O’Brien', 'Conan'],
  ['Robert (Bob) Smith', 'Robert'],
  ['Ольга Иванова', 'Ольга'],
])('of %s is %s', (name, first) => {
  expect(firstNameOf(name)).toBe(first);
});

test.each([
  '',
  '  ',
  'Maria',
  'J. K.',
  'Dr. Lopez',
  '李 小龍',
  'maria@northwind.example',
  'user_17 x',
  'Team 4',
  '<b>x</b> y',
  '-- --',
])('of %j nobody can tell', (name) => {
  expect(firstNameOf(name)).toBeNull();
});
