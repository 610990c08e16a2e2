export { UPDATE_ERRORS } from './errors';
export { installerFolder, isInstalling } from './installer';
export { judgeWish } from './judge-wish';
export { Updater, type UpdateView } from './updater';
