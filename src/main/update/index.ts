export { UPDATE_ERRORS } from './errors';
export { countFirstStart } from './first-starts';
export { type LaunchInstaller, launchInstaller } from './launch-installer';
export { Updater, type UpdateView } from './updater';
