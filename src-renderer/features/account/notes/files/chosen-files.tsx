import { IconX } from '@tabler/icons-react';
import { attachmentLimit, type HeldFile, sizeWords } from '../../../../../src-preload/contract/attachments';
import { IconButton } from '../../../../ui/icon-button';
import { AttachButton } from './attach-button';
import { FileProblems } from './file-problems';
import classes from './files.module.css';

interface ChosenFilesProps {
  files: readonly HeldFile[];
  problems: readonly string[];
  busy: boolean;
  onFiles: (files: File[]) => void;
  onRemove: (file: HeldFile) => void;
}

/** The files of a note that is written, each with a way to leave it out. */
export function ChosenFiles({ files, problems, busy, onFiles, onRemove }: ChosenFilesProps) {
  return (
    <div className={classes.chosen}>
      {files.length > 0 && (
        <ul className={classes.list} aria-label="Files to attach">
          {files.map((file) => (
            <li key={file.sha256} className={classes.file}>
              <span className={classes.name}>{file.name}</span>
              <span className="faint">{sizeWords(file.size)}</span>
              <IconButton label={`Leave out ${file.name}`} onClick={() => onRemove(file)}>
                <IconX size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <FileProblems problems={problems} />
      <p className={classes.limit}>
        <AttachButton there={files.length} busy={busy} onFiles={onFiles} />
        <span className="faint">Or drop or paste them here. {attachmentLimit}</span>
      </p>
    </div>
  );
}
