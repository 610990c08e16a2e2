import './guard';
import './judge-update';
import { app } from 'electron';
import { nodeClock } from '../../platform/node';
import { installerFolder, isInstalling } from '../update';
import { claimInstance } from './instance';
import { EXIT_UPDATING, runKiosk } from './run-kiosk';

// Opened while its own files are being replaced: whoever replaces them opens it again.
const isReplaced = isInstalling(installerFolder(process.env, process.platform), nodeClock.nowMs());
const instance = isReplaced ? undefined : claimInstance(app);
// Without an instance another kiosk of this data folder is running; it has been told what we were started for.
if (instance) runKiosk(instance);
else app.exit(isReplaced ? EXIT_UPDATING : 0);
