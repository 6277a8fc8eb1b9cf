// A link with `data-shell` opens that page of our mini-program once the app's own script is there; until then it leads where it says.
addEventListener('click', (event) => {
  const link = event.target.closest('a[data-shell]');
  const shell = window.my || (window.wx && wx.miniProgram);
  if (!link || !shell) return;
  event.preventDefault();
  shell.navigateTo({ url: link.dataset.shell });
});
