export * from './release-folder';
