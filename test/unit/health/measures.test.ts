import { expect, it } from 'vitest';
import { dimensionIds, measureAt, measureIds, userMeasures } from '../../../src-main/engines/health/measures';
import {
  measureIds as catalogueIds,
  dimensions,
  measureCatalogue,
} from '../../../src-preload/contract/health-config';

it('gives every measure of the catalogue a place of its own, counted from 0', () => {
  expect(measureIds.toSorted()).toEqual(catalogueIds.toSorted());
  expect(Object.values(measureAt)).toEqual(catalogueIds.map((_, place) => place));
});

it('knows the dimensions in the order of the contract', () => {
  expect(dimensionIds).toEqual(dimensions);
});

it('scores contacts by the measures that the catalogue gives them', () => {
  const ofContacts = catalogueIds.filter((id) => measureCatalogue[id].subject !== 'organization');
  expect(userMeasures.toSorted()).toEqual(ofContacts.map((id) => measureAt[id]).toSorted());
});
