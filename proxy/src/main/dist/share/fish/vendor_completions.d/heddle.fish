# Completion of heddle for fish.

function __heddle_command
    set -l words (commandline -opc)
    test (count $words) -ge 2; and test $words[2] = $argv[1]
end

complete -c heddle -f
complete -c heddle -n __fish_use_subcommand -a run -d 'start the proxy'
complete -c heddle -n __fish_use_subcommand -a check -d 'check a configuration, print all of it'
complete -c heddle -n __fish_use_subcommand -a env -d 'how to point a shell at the proxy'
complete -c heddle -n __fish_use_subcommand -a exec -d 'run a command through the proxy'
complete -c heddle -n __fish_use_subcommand -a explain -d 'which way a request takes, and how far it gets'
complete -c heddle -n __fish_use_subcommand -a status -d 'what the running proxy does'
complete -c heddle -n __fish_use_subcommand -a reload -d 'have the running proxy read its configuration again'
complete -c heddle -n __fish_use_subcommand -a schema -d 'what editors need to know about configurations'
complete -c heddle -n __fish_use_subcommand -l version -d 'which one it is'
complete -c heddle -l help -d 'how to use it'

for command in run check env exec explain
    complete -c heddle -n "__heddle_command $command" -l config -rF -d 'the configuration, in YAML'
end
for command in run env
    complete -c heddle -n "__heddle_command $command" -l listen -x -d 'an address'
end
for command in env explain
    complete -c heddle -n "__heddle_command $command" -l user -x -d 'as this user'
end
for command in env exec
    complete -c heddle -n "__heddle_command $command" -l no-proxy -x -d 'what is reached without the proxy'
end
complete -c heddle -n '__heddle_command env' -l shell -xa 'sh fish powershell' -d 'the language'
complete -c heddle -n '__heddle_command env' -l unset -d 'take the variables away'
complete -c heddle -n '__heddle_command env' -l socks -d 'all_proxy is a socks5h URL'
complete -c heddle -n '__heddle_command exec' -l outbound -x -d 'send everything this way'
complete -c heddle -n '__heddle_command exec' -l log -rF -d 'where to log connections'
complete -c heddle -n '__heddle_command exec' -xa '(__fish_complete_subcommand --fcs-skip=2)'
complete -c heddle -n '__heddle_command explain' -l inbound -x -d 'at this listener'
for command in explain status
    complete -c heddle -n "__heddle_command $command" -l json -d 'for programs'
end
for command in status reload exec
    complete -c heddle -n "__heddle_command $command" -l pid -x -d 'of which proxy'
end
