import { API_ERRORS, type ApiErrorCode, type ErrorBody } from '../../contracts/api';

/** Thrown in a route to answer with a coded error; caught by the error handler alone. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly safeDetails?: ErrorBody['safeDetails'],
  ) {
    super(code);
    this.name = 'ApiError';
  }
}

/** Refuses with a code of contracts/api. `safeDetails` hold names, limits, states; never what a caller sent. */
export const refuse = (code: ApiErrorCode, safeDetails?: ErrorBody['safeDetails']): ApiError =>
  new ApiError(code, API_ERRORS[code]?.httpStatus ?? 500, safeDetails);
