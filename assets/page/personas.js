// Whose map it is: what is said of others only steps back.

const people = one(".bar .who");
const spoken = all("main [data-for]").map((node) => [node, new Set(node.dataset.for.split(" "))]);
listeners.push((change) => {
  if (!("persona" in change)) return;
  for (const [node, whom] of spoken) node.classList.toggle("off", shown.persona !== "" && !whom.has(shown.persona));
});
people?.addEventListener("change", (event) => show({ persona: event.target.value }));

