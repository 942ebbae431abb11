// Cites every hit of an export (CSL-JSON) with citeproc-js, in every style of a
// folder, and looks for what must be there. Usage: node citeproc.js FOLDER FILE
// FOLDER holds node_modules/citeproc, locales-en-US.xml and styles/*.csl; none of
// it is part of this project. Prints one line a style; status 1: something is lost.
'use strict';
const fs = require('fs');
const path = require('path');
const [folder, file] = process.argv.slice(2);
const CSL = require(path.resolve(folder, 'node_modules/citeproc'));
const locale = fs.readFileSync(path.join(folder, 'locales-en-US.xml'), 'utf8');
const items = JSON.parse(fs.readFileSync(file, 'utf8'));
const byId = Object.fromEntries(items.map((item) => [item.id, item]));

// Styles change quotation marks, case and spaces: only letters and digits are compared.
const letters = (text) => text.replace(/<[^>]*>/g, '').replace(/&#38;|&amp;/g, '&').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function check(style) {
	const engine = new CSL.Engine({
		retrieveLocale: () => locale,
		retrieveItem: (id) => JSON.parse(JSON.stringify(byId[id])),
	}, fs.readFileSync(path.join(folder, 'styles', style), 'utf8'));
	const lost = [];
	let hits = 0;
	engine.updateItems(items.map((item) => item.id));
	for (const item of items) {
		for (const { id, locator, label, suffix } of item.custom.citationItems) {
			const cite = { id, locator, label, suffix };
			for (const key in cite) if (cite[key] === undefined) delete cite[key];
			const text = engine.makeCitationCluster([cite]);
			hits++;
			if (locator && !letters(text).includes(letters(locator))) lost.push(`${id}: locator ${locator}: ${text}`);
			if (suffix && !letters(text).includes(letters(suffix))) lost.push(`${id}: ${suffix}: ${text}`);
		}
	}
	// A style without a list of works has all of it in the note.
	const [meta, entries] = engine.makeBibliography() || [
		{ entry_ids: items.map((item) => [item.id]) },
		items.map((item) => engine.makeCitationCluster([{ id: item.id }])),
	];
	meta.entry_ids.forEach(([id], i) => {
		const entry = letters(entries[i]), item = byId[id];
		if (!entry.includes(letters(item.title))) lost.push(`${id}: title: ${entries[i]}`);
		for (const { literal } of item.author || [])
			if (!entry.includes(letters(literal))) lost.push(`${id}: ${literal}: ${entries[i]}`);
		if (item.issued && !entry.includes(String(item.issued['date-parts'][0][0]))) lost.push(`${id}: year: ${entries[i]}`);
	});
	if (entries.length !== items.length) lost.push(`${entries.length} entries for ${items.length} works`);
	console.log(`${style}: ${hits} citations, ${entries.length} entries, ${lost.length} lost`);
	lost.slice(0, 5).forEach((line) => console.log('  ' + line));
	if (process.env.SHOW) console.log(entries.slice(0, 3).join('\n'), engine.makeCitationCluster([{ id: items[0].id, locator: '5', label: 'paragraph' }]));
	return lost.length === 0 && hits !== 0;
}

const styles = fs.readdirSync(path.join(folder, 'styles')).filter((name) => name.endsWith('.csl'));
process.exit(styles.length !== 0 && styles.map(check).every(Boolean) ? 0 : 1);
