import { issueEnrolmentCode } from '../../server/embedded-hospital';
import { refuse, withHospitalStore } from '../hospital-store';
import { EXIT_USAGE, type Verb } from '../verb';

export const stationVerb: Verb = {
  name: 'station',
  usage: 'station code ID [--home DIR]',
  summary: {
    zh: '为 hospital/config.json 中的一个工作站取一次性登记码（30 天内有效）；交给安装程序或写入终端的 settings.json',
    en: 'makes a one-time enrolment code for a station of hospital/config.json (good for 30 days); for the installer or settings.json of the kiosk',
  },
  options: { home: { type: 'string' } },
  run(values, [act, id, ...more], io) {
    if (act !== 'code' || id === undefined || more.length > 0) {
      io.error(`inkwitness ${stationVerb.usage}`);
      return Promise.resolve(EXIT_USAGE);
    }
    return withHospitalStore(values, io, async (database) => {
      const known = database.first(database.db.selectFrom('stations').select('id').where('id', '=', id));
      if (known === undefined) return refuse(io, 'CLI_NO_SUCH_STATION', id);
      io.out(await issueEnrolmentCode(database, id));
      return 0;
    });
  },
};
