((script, wasm) => {
  const root = document.documentElement;
  const tell = (state) => { root.dataset.scripts = state; };
  let begun = false;
  const begin = async () => {
    if (begun) return;
    begun = true;
    try {
      const module = await import(script);
      await module.default({ module_or_path: wasm });
      module.hydrate();
      let state = 'awake';
      for (const island of document.querySelectorAll('leptos-island')) {
        try {
          await module[island.dataset.component](island);
        } catch (error) {
          state = 'failed';
          console.error(error);
        }
      }
      tell(state);
    } catch (error) {
      tell('failed');
      console.error(error);
    }
  };
  if (!globalThis.WebAssembly) return tell('failed');
  if (!globalThis.requestIdleCallback) return begin();
  requestIdleCallback(begin);
  setTimeout(begin, 2000);
})
