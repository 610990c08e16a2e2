export { DisplaySign } from './display-sign';
