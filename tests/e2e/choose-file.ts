/** Runs in the panel's document: gives a field for files one, as the browser's own dialog would. */
export function chooseFile({ label, name, content }: { label: string; name: string; content: string }): boolean {
  const field = document.querySelector<HTMLInputElement>(`input[type=file][aria-label="${label}"]`);
  if (field === null) return false;
  const files = new DataTransfer();
  files.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name));
  field.files = files.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}
