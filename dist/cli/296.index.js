export*from"../296.index.js";
