export*from"../997.index.js";
