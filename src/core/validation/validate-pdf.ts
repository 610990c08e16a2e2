import { err, type RandomAccess, type Result } from '../base';
import type { ValidationOptions, ValidationReport } from './types';

export async function validatePdf(
  _source: RandomAccess,
  _options: ValidationOptions,
): Promise<Result<ValidationReport>> {
  return err('VALIDATION_NO_SIGNATURE');
}
