import { isClosed } from './inlined';

interface Props {
  readonly label: string;
  readonly accept: string;
  readonly strong?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A button that opens the system's file dialog; the same file can be chosen again. */
export function FilePicker({ label, accept, strong = false, onFiles }: Props) {
  if (isClosed()) return null;
  return (
    <label className={`button picker${strong ? ' button--strong' : ''}`}>
      <input
        type="file"
        multiple
        accept={accept}
        className="visually-hidden"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {label}
    </label>
  );
}
