export*from"../858.index.js";
