export const id=911;export const ids=[911];export const modules={7911:(e,t,n)=>{n.r(t),n.d(t,{renderComment:()=>d,renderShortComment:()=>m});var o=n(440),r=n(2291),i=n(3660);let s={rows:60,findings:60,notes:20,fix:2e4};function d(e,t){return(0,i.C)(e,t,s,e=>e.length<=6e4)}function m(e,t){return`${(0,r.X5)(e)}

The report does not fit into a comment: ${(0,o.$)(t)}.
`}}};