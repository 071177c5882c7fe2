export*from"../295.index.js";
