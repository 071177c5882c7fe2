export const id=911;export const ids=[911];export const modules={7911:(e,r,o)=>{o.r(r),o.d(r,{renderComment:()=>u,renderShortComment:()=>l});var n=o(3753),t=o(3451),m=o(5581),s=o(6);function u(e,r){let o=(0,m.renderJobSummary)(e);return o.length<=6e4?o:l(e,r)}function l(e,{summaryUrl:r}){let o=null===e.reason?`${(0,t.Pn)(e)}; ${(0,t.Ts)(e)}`:(0,n.WV)(e.reason),m=null===r?"the job summary":`[the job summary](${r})`;return`## realtime-guard

${(0,s.FV)(o)}

The report is too long for a comment: see ${m}.
`}}};