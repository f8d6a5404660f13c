// Whose map it is: what is said of others only steps back. A journey that the persona does not walk stays as it is.

const people = one(".bar .who");
const spoken = sections.map((own) => all("[data-for]", own).map((node) => [node, new Set(node.dataset.for.split(" "))]));
listeners.push((change) => {
  if (!("persona" in change)) return;
  for (const nodes of spoken) {
    const walks = nodes.some(([, whom]) => whom.has(shown.persona));
    for (const [node, whom] of nodes) node.classList.toggle("off", walks && !whom.has(shown.persona));
  }
});
people?.addEventListener("change", (event) => show({ persona: event.target.value }));

