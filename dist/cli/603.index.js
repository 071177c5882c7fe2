export*from"../603.index.js";
