export*from"../382.index.js";
