import { useRef } from 'react';
import { act } from '../simulator/actions';
import { TitleMenu } from '../drafts/TitleMenu';
import { BranchBar } from '../branches/BranchBar';
import { Button } from '../kit/Button';
import { Logo, MoreIcon, ThemeIcon } from '../kit/Icons';
import { titleOf } from '../keys/keys';
import { Choice } from './Choice';
import { toggleTheme, usePreferences } from '../state/preferences';
import { useSlice } from '../state/run';
import { openDialog, useTools, type DialogName } from '../state/tools';

/** Why nothing is begun while two runs are compared: it would change one of them unseen. */
const CLOSE_FIRST = 'Close the comparison first';

/** The run's name, what it runs on, and what can be begun from anywhere. */
export function Header() {
  const comparing = useTools((state) => state.compare !== undefined) ? CLOSE_FIRST : undefined;
  return (
    <header>
      <span className="logo">
        <Logo />
        <span className="logo-name">DCDscope</span>
      </span>
      <TitleMenu />
      <BranchBar />
      <span className="sp" />
      <span className="wide-only">
        <Choices />
      </span>
      <Button
        look="primary"
        className="wide-mid"
        title={titleOf('qmp')}
        unavailable={comparing}
        onClick={() => {
          open('qmp');
        }}
      >
        Add / release…
      </Button>
      <Button
        className="wide-only"
        title={titleOf('paste')}
        unavailable={comparing}
        onClick={() => {
          open('paste');
        }}
      >
        Paste…
      </Button>
      <Button
        className="wide-only"
        title={titleOf('device')}
        unavailable={comparing}
        onClick={() => {
          open('device');
        }}
      >
        New device…
      </Button>
      <Button
        className="wide-only"
        title={titleOf('compare')}
        onClick={() => {
          open('compare');
        }}
      >
        Compare…
      </Button>
      <Button
        title={titleOf('share')}
        onClick={() => {
          open('share');
        }}
      >
        Share
      </Button>
      <span className="wide-only">
        <Small />
      </span>
      <Overflow comparing={comparing} />
    </header>
  );
}

function Choices() {
  const run = useSlice('run');
  const about = run.twins.find((twin) => twin.id === run.twin)?.about;
  return (
    <>
      <Choice
        label="Device rules"
        value={run.profile}
        options={run.profiles}
        onChange={(profile) => void act({ kind: 'chooseProfile', profile })}
      />
      <Choice
        label="Host"
        value={run.twin}
        options={run.twins}
        title={about}
        onChange={(twin) => void act({ kind: 'chooseTwin', twin })}
      />
    </>
  );
}

function Small() {
  const theme = usePreferences((state) => state.theme);
  return (
    <>
      <button
        type="button"
        className="icon-btn"
        title={titleOf('theme')}
        aria-label={theme === 'dark' ? 'Light theme' : 'Dark theme'}
        onClick={toggleTheme}
      >
        <ThemeIcon />
      </button>
      <button
        type="button"
        className="icon-btn"
        title={titleOf('keys')}
        aria-label="Keys"
        onClick={() => {
          open('keys');
        }}
      >
        ?
      </button>
    </>
  );
}

/** On narrow screens everything but Share lives behind `•••`. */
function Overflow({ comparing }: { readonly comparing: string | undefined }) {
  const popover = useRef<HTMLDivElement>(null);
  const run = useSlice('run');
  const begin = (dialog: DialogName) => (): void => {
    popover.current?.hidePopover();
    open(dialog);
  };
  return (
    <>
      <button
        type="button"
        className="icon-btn narrow-only more-btn"
        popoverTarget="more"
        aria-label="More"
      >
        <MoreIcon />
      </button>
      <div id="more" popover="auto" ref={popover} className="menu">
        <p className="menu-title">{run.title}</p>
        <Choices />
        <Button unavailable={comparing} onClick={begin('qmp')}>
          Add / release…
        </Button>
        <Button unavailable={comparing} onClick={begin('paste')}>
          Paste…
        </Button>
        <Button unavailable={comparing} onClick={begin('device')}>
          New device…
        </Button>
        <Button onClick={begin('compare')}>Compare…</Button>
        <Button onClick={toggleTheme}>Dark or light</Button>
        <Button onClick={begin('keys')}>Keys</Button>
      </div>
    </>
  );
}

function open(dialog: DialogName): void {
  openDialog(dialog);
}
