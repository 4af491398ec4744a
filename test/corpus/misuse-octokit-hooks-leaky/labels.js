const labelOf = { opened: 'triage', closed: 'done', labeled: null };

/** Answers an event of an issue with a label; the forge's log is to show which delivery a call belongs to. */
exports.onIssue = async (octokit, event) => {
  octokit.hook.before('request', (options) => {
    options.headers['x-delivery'] = event.delivery;
  });
  const label = labelOf[event.action];
  if (!label) return [];
  const [owner, repo] = event.repository.full_name.split('/');
  const { data } = await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
    owner,
    repo,
    issue_number: event.issue.number,
    labels: [label],
  });
  return data.map(({ name }) => name);
};
