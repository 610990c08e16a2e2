export { BenchApp } from './bench-app';
