export * from './definition';
export { EF01 } from './ef01.definition';
export { POINTER } from './pointer.definition';
export * from './registry';
export * from './render';
export { definitionFaults } from './validate';
export { WACOM_PEN } from './wacom-pen.definition';
export { WACOM_STU } from './wacom-stu.definition';
