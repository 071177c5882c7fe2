export*from"../862.index.js";
