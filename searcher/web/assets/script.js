/* What the page does better with a script: copying, and notes beside their calls. It works without. */
"use strict";

(function () {
	const said = document.getElementById("said");
	let silence = 0;

	function say(text) {
		said.textContent = text;
		clearTimeout(silence);
		silence = setTimeout(() => { said.textContent = ""; }, 6000);
	}

	function element(name, text) {
		const made = document.createElement(name);
		made.textContent = text;
		return made;
	}

	/* A passage's text, without the calls of notes and the marks of pages in it. */
	function passageText(button) {
		const text = button.closest(".passage").querySelector("p").cloneNode(true);
		text.querySelectorAll(".call, .page").forEach((one) => one.remove());
		return text.textContent;
	}

	/* The quotation and its citation, plain and as mark-up that a word processor takes. */
	function forms(button) {
		const quote = button.dataset.quote || passageText(button), cite = button.dataset.cite, url = button.dataset.url;
		const block = element("blockquote", "“" + quote + "”");
		const link = element("a", url || "");
		if (button.dataset.lang) {
			block.lang = button.dataset.lang;
		}
		link.href = url;
		/* The citation's mark-up is the server's own: escaped, and <i> and <bdi> alone. It goes to the clipboard only. */
		return {
			plain: "“" + quote + "”\n" + cite + (url ? " " + url : "") + "\n",
			rich: block.outerHTML + "<p>" + button.dataset.rich + (url ? " " + link.outerHTML : "") + "</p>",
		};
	}

	/* For pages that are not of this machine nor under https, where the newer way is closed. */
	function copyByEvent(made) {
		let taken = false;
		function take(event) {
			event.clipboardData.setData("text/plain", made.plain);
			event.clipboardData.setData("text/html", made.rich);
			event.preventDefault();
			taken = true;
		}
		document.addEventListener("copy", take);
		document.execCommand("copy");
		document.removeEventListener("copy", take);
		return taken;
	}

	async function copy(button) {
		const made = forms(button);
		let done = false;
		if (navigator.clipboard && window.ClipboardItem) {
			try {
				await navigator.clipboard.write([new ClipboardItem({
					"text/plain": new Blob([made.plain], {type: "text/plain"}),
					"text/html": new Blob([made.rich], {type: "text/html"}),
				})]);
				done = true;
			} catch (error) {
				done = false;
			}
		}
		say(done || copyByEvent(made) ? document.body.dataset.copied : document.body.dataset.notCopied);
	}

	/* The note of a call, in a window of its own; Escape closes it, and the call has the focus again. */
	function showNote(call, note) {
		const dialog = document.createElement("dialog");
		const text = note.querySelector("p").cloneNode(true);
		const close = element("button", document.body.dataset.close);
		const title = element("h2", call.getAttribute("aria-label"));
		text.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
		text.lang = note.lang;
		title.id = "note-title";
		dialog.setAttribute("aria-labelledby", "note-title");
		close.type = "button";
		close.addEventListener("click", () => dialog.close());
		dialog.addEventListener("click", (event) => {
			if (event.target === dialog) {
				dialog.close();
			}
		});
		dialog.addEventListener("close", () => {
			dialog.remove();
			call.focus();
		});
		dialog.append(title, text, close);
		document.body.append(dialog);
		dialog.showModal();
	}

	document.querySelectorAll("button.copy").forEach((button) => {
		button.hidden = false;
	});
	document.addEventListener("click", (event) => {
		const button = event.target.closest("button.copy");
		const call = event.target.closest("a.call");
		if (button) {
			copy(button);
		}
		if (call && window.HTMLDialogElement && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
			const note = document.getElementById(call.getAttribute("href").slice(1));
			if (note && note.querySelector("p")) {
				event.preventDefault();
				showNote(call, note);
			}
		}
	});
	/* Empty fields of a form are not worth a place in the address. */
	document.querySelectorAll("form.ask").forEach((form) => {
		form.addEventListener("submit", () => {
			form.querySelectorAll("input, select").forEach((field) => {
				if (field.value === "" && field.name !== "q") {
					field.disabled = true;
				}
			});
		});
		window.addEventListener("pageshow", () => {
			form.querySelectorAll(":disabled").forEach((field) => { field.disabled = false; });
		});
	});
	/* On a narrow screen the facets begin closed. */
	if (window.matchMedia("(max-width: 60rem)").matches) {
		document.querySelectorAll(".facets details").forEach((one) => { one.open = false; });
	}
})();
