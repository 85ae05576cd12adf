# Completion of heddle for fish.

function __heddle_command
    set -l words (commandline -opc)
    test (count $words) -ge 2; and test $words[2] = $argv[1]
end

function __heddle_outbounds
    heddle status 2>/dev/null | awk '/^OUTBOUND/ { found = 1; next } found && /^[^ ]/ { print $1 }'
end

function __heddle_policies
    heddle check 2>/dev/null | awk '/^[^ ]/ { found = /^policies:/; next } found && /^  [^ #]/ { gsub(/[": ]/, ""); print }'
end

function __heddle_groups
    printf '%s\n' group:{github,npm,pypi,maven,debian,go,crates}
end

complete -c heddle -f
complete -c heddle -n __fish_use_subcommand -a run -d 'start the proxy'
complete -c heddle -n __fish_use_subcommand -a check -d 'check a configuration, print all its values'
complete -c heddle -n __fish_use_subcommand -a env -d 'print how to point a shell at the proxy'
complete -c heddle -n __fish_use_subcommand -a exec -d 'run a command through the proxy'
complete -c heddle -n __fish_use_subcommand -a connect -d 'join standard input and output to a tunnel'
complete -c heddle -n __fish_use_subcommand -a explain -d 'show the path of a request, step by step'
complete -c heddle -n __fish_use_subcommand -a status -d 'show the status of the running proxy'
complete -c heddle -n __fish_use_subcommand -a tail -d 'print each request that ends'
complete -c heddle -n __fish_use_subcommand -a rules -d 'show the rules in force, add and remove temporary ones'
complete -c heddle -n __fish_use_subcommand -a page -d 'open the status page in a browser'
complete -c heddle -n __fish_use_subcommand -a doctor -d 'find what is wrong around the proxy'
complete -c heddle -n __fish_use_subcommand -a reload -d 'make the running proxy read its configuration again'
complete -c heddle -n __fish_use_subcommand -a schema -d 'print the JSON Schema of configurations'
complete -c heddle -n __fish_use_subcommand -l version -d 'print the version'
complete -c heddle -n '__fish_contains_opt version' -l verbose -d 'the licences of all parts'
complete -c heddle -l help -d 'print the help'

for command in run check env exec explain
    complete -c heddle -n "__heddle_command $command" -l config -rF -d 'the configuration, in YAML'
end
for command in run env
    complete -c heddle -n "__heddle_command $command" -l listen -x -d 'the address of a listener'
end
for command in env explain
    complete -c heddle -n "__heddle_command $command" -l user -x -d 'log in as this user'
end
for command in env exec
    complete -c heddle -n "__heddle_command $command" -l no-proxy -x -d 'hosts to reach without the proxy'
end
complete -c heddle -n '__heddle_command env' -l shell -xa 'sh fish powershell' -d 'the shell'
complete -c heddle -n '__heddle_command env' -l unset -d 'unset the variables'
complete -c heddle -n '__heddle_command env' -l socks -d 'make all_proxy a socks5h URL'
complete -c heddle -n '__heddle_command run' -l admin -x -d 'the address of the status page'
complete -c heddle -n '__heddle_command run' -l via -x -d 'the upstream proxy for all requests'
complete -c heddle -n '__heddle_command exec' -l outbound -xa '(__heddle_outbounds)' -d 'send all requests to this outbound'
complete -c heddle -n '__heddle_command exec' -l policy -xa '(__heddle_policies)' -d 'what it may reach'
complete -c heddle -n '__heddle_command exec' -l allow -xa '(__fish_complete_list , __heddle_groups)' -d 'it may reach this'
complete -c heddle -n '__heddle_command exec' -l deny -xa '(__fish_complete_list , __heddle_groups)' -d 'it may not reach this'
complete -c heddle -n '__heddle_command exec' -l learn -rF -d 'write a policy of what it asks for'
complete -c heddle -n '__heddle_command exec' -l isolate -xa 'auto require off' -d 'keep it from going around the proxy'
complete -c heddle -n '__heddle_command exec' -l reach -x -d 'a port of this machine that it may reach'
complete -c heddle -n '__heddle_command exec' -l log -rF -d 'the file for a line for each connection'
complete -c heddle -n '__heddle_command exec' -xa '(__fish_complete_subcommand --fcs-skip=2)'
complete -c heddle -n '__heddle_command explain' -l program -x -d 'as this program'
complete -c heddle -n '__heddle_command explain' -l inbound -x -d 'as a client of this listener'
complete -c heddle -n '__heddle_command explain' -l policy -xa '(__heddle_policies)' -d 'ask this policy first'
for command in explain status rules doctor
    complete -c heddle -n "__heddle_command $command" -l json -d 'print JSON'
end
for command in check status tail rules page doctor reload exec connect env explain
    complete -c heddle -n "__heddle_command $command" -l pid -x -d 'the process id of the proxy'
end
complete -c heddle -n '__heddle_command status' -l watch -d 'show it again each second'
complete -c heddle -n '__heddle_command rules' -a 'add remove'
complete -c heddle -n '__heddle_command rules' -l for -x -d 'the time until the end of the rule'
complete -c heddle -n '__heddle_command check' -l strict -d 'exit with 2 after a warning'
