export*from"../926.index.js";
