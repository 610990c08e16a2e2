export * from './capture';
export * from './pen-sample';
