// A browser starts no worker on pages that are opened from a folder, and search runs in one: there the worker's script
// runs in a hidden frame. The generator knows by the name of this file that it need not fetch one from the web.
"use strict";

if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(script) {
      super();
      this.onmessage = this.onmessageerror = this.onerror = null;
      this.waiting = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      this.inside = this.frame.contentWindow;
      this.inside.postMessage = (data) => this.tell(data);
      this.start(script);
    }

    start(script) {
      const tag = this.inside.document.createElement("script");
      tag.src = script;
      tag.onload = () => {
        this.waiting.forEach((data) => this.give(data));
        this.waiting = null;
      };
      tag.onerror = () => this.onerror?.(new Event("error"));
      this.inside.document.body.append(tag);
    }

    tell(data) {
      const event = new MessageEvent("message", { data });
      this.onmessage?.(event);
      this.dispatchEvent(event);
    }

    give(data) {
      this.inside.onmessage?.(new MessageEvent("message", { data }));
    }

    postMessage(data) {
      if (this.waiting) this.waiting.push(data);
      else setTimeout(() => this.give(data));
    }

    terminate() {
      this.frame.remove();
    }
  };
}
