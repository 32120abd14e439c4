/** Words of a session that are not JSON: QEMU's documentation writes `-> ` before requests and `<- ` before replies. */
const marked = /^[ \t]*(->|<-)(?=[ \t]|$)/;
const quoted = /"(?:[^"\\]|\\.)*"/g;

/**
 * The text with arrows and whole replies replaced by spaces, so that every line and column stays where it was.
 * A reply ends where its brackets close, or at the next arrow; what documentation leaves out of it (`...`) does not matter.
 */
export function withoutReplies(text: string): { readonly text: string; readonly replies: number } {
  let replies = 0;
  let openInReply = 0;
  const lines = text.split('\n').map((line) => {
    const arrow = marked.exec(line)?.[1];
    if (arrow === '->') {
      openInReply = 0;
      return line.replace('->', '  ');
    }
    if (arrow === '<-') {
      replies += 1;
      openInReply = 0;
    }
    if (arrow === undefined && openInReply === 0) return line;
    openInReply = Math.max(0, openInReply + opened(line));
    return ' '.repeat(line.length);
  });
  return { text: lines.join('\n'), replies };
}

/** Brackets opened less brackets closed, those in strings aside. */
function opened(line: string): number {
  const brackets = line.replace(quoted, '').replace(/[^[\]{}]/g, '');
  const closing = brackets.replace(/[[{]/g, '').length;
  return brackets.length - 2 * closing;
}
