import './guard';
import { app } from 'electron';
import { claimInstance } from './instance';
import { runKiosk } from './run-kiosk';

const instance = claimInstance(app);
// Another kiosk of this data folder is running; it has been told what we were started for.
if (instance) runKiosk(instance);
else app.exit(0);
