/** Runs in the panel's document: drops a file on it, as a person would from a folder. */
export function dropFile({ name, content }: { name: string; content: string }): void {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  for (const type of ['dragover', 'drop'])
    window.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
}
