/**
 * Loads scripts with all their functions compiled there and then, not each when it is first called. That takes longer in
 * all, and is for what is loaded while something else is waited for and has to be quick afterwards (docs/adr/0003).
 * Node's own parts are not to be loaded meanwhile: their compiled code counts only under the settings it was made with.
 */
export async function loadWhole<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString('--no-lazy');
  try {
    return await load();
  } finally {
    setFlagsFromString('--lazy');
  }
}
