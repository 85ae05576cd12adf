# shellcheck shell=bash
# Packs the image, for scripts/image: as an archive, or as a Debian package.
#
# Both have the same bytes for the same sources and JDK, but for the AOT cache (lib/heddle.aot): what the
# JVM writes there depends on what its threads did in the training run. So the files have a time of their
# own, that of project.build.outputTimestamp in pom.xml; no owner; and the order of their names.
#
# shellcheck disable=SC2154,SC2164 # root and image are those of lib.sh; scripts/image stops at errors

# That time as touch takes it.
file_time() {
  sed -n 's,.*<project.build.outputTimestamp>\(.*\)Z</.*,\1,p' "$root/pom.xml" |
    sed 's/[-T]//g; s/://; s/:/./'
}

# Gives all files below a folder that time.
set_times() {
  find "$1" -exec env TZ=UTC0 touch -h -t "$(file_time)" {} +
}

image_version() {
  "$image/bin/heddle" --version | cut -d ' ' -f 2
}

# Prints the SHA-256 of a file in the form that sha256sum --check reads.
sha256() {
  (
    cd "${1%/*}"
    if command -v sha256sum >/dev/null; then sha256sum "${1##*/}"; else shasum -a 256 "${1##*/}"; fi
  )
}

# Moves a new file to its place, with its SHA-256 beside it.
publish() {
  mv "$1" "$2"
  sha256 "$2" >"$2.sha256"
  echo "packed $2, $(($(wc -c <"$2") / 1000000)) MB" >&2
}

# Packs a folder, without owner, sorted by name. GNU tar and that of BSD differ in their options.
tar_folder() {
  local parent=${1%/*} name=${1##*/}
  local options=(--uid 0 --gid 0 --uname root --gname root --no-recursion)
  if tar --version 2>/dev/null | grep -q GNU; then
    options=(--owner=root:0 --group=root:0 --no-recursion --format=ustar)
  fi
  (cd "$parent" && find "$name" | LC_ALL=C sort | tar -c "${options[@]}" -T - -f -)
}

compress() {
  # With threads, since xz writes other bytes with a single one.
  if command -v xz >/dev/null; then xz --threads=2 -6; else gzip -9n; fi
}

pack_archive() {
  local name place file suffix=gz
  ! command -v xz >/dev/null || suffix=xz
  name=heddle-$(image_version)
  file=$root/proxy/target/$name-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m).tar.$suffix
  place=$(mktemp -d "$root/proxy/target/pack.XXXXXX")
  cp -Rp "$image" "$place/$name"
  set_times "$place/$name"
  tar_folder "$place/$name" | compress >"$file.new"
  rm -rf "$place"
  publish "$file.new" "$file"
}

# Puts the parts of the image where Debian has them.
#
#     /usr/lib/heddle      the program with its own Java
#     /usr/bin/heddle      a link to its launcher
#     /usr/lib/systemd     units that each user may enable
#     /usr/share           man page, completions, examples, licence and bill of materials
debian_files() {
  local to=$1 share=$1/usr/share dist=$image/share doc=$1/usr/share/doc/heddle
  mkdir -p "$to/usr/lib/heddle" "$to/usr/bin" "$to/usr/lib/systemd/user" "$doc/examples" \
    "$share/man/man1" "$share/bash-completion/completions" "$share/zsh/vendor-completions" \
    "$share/fish/vendor_completions.d" "$share/lintian/overrides"
  (cd "$image" && cp -Rp bin conf legal lib release "$to/usr/lib/heddle/")
  mkdir -p "$to/usr/lib/heddle/share"
  cp -R "$dist/heddle" "$to/usr/lib/heddle/share/heddle"
  ln -s ../lib/heddle/bin/heddle "$to/usr/bin/heddle"

  gzip -9n <"$dist/man/man1/heddle.1" >"$share/man/man1/heddle.1.gz"
  cp "$dist/bash-completion/completions/heddle" "$share/bash-completion/completions/heddle"
  cp "$dist/zsh/site-functions/_heddle" "$share/zsh/vendor-completions/_heddle"
  cp "$dist/fish/vendor_completions.d/heddle.fish" "$share/fish/vendor_completions.d/"

  sed -e 's,%h/.local/lib/heddle,/usr/lib/heddle,; s,%h/.local/bin,/usr/bin,' \
    -e 's, run --config .*, run,' "$dist/systemd/heddle.service" >"$to/usr/lib/systemd/user/heddle.service"
  sed 's,^# The listeners of the configuration.*,# Another listener: systemctl --user edit heddle.socket\
ListenStream=127.0.0.1:1080,' "$dist/systemd/heddle.socket" >"$to/usr/lib/systemd/user/heddle.socket"

  cp "$root/conf/heddle.yaml" "$root/conf/heddle.reference.yaml" "$doc/examples/"
  cp "$debian/copyright" "$doc/copyright"
  gzip -9n <"$dist/heddle/heddle.cdx.json" >"$doc/heddle.cdx.json.gz"
  gzip -9n <"$root/.github/CHANGELOG.md" >"$doc/changelog.gz"
  debian_changelog | gzip -9n >"$doc/changelog.Debian.gz"
  cp "$debian/lintian-overrides" "$share/lintian/overrides/heddle"
}

debian_changelog() {
  printf 'heddle (%s) unstable; urgency=medium\n\n  * See changelog.gz.\n\n' "$version"
  sed -n 's/^Maintainer: \(.*\)/ -- \1/p' "$debian/control" | tr -d '\n'
  printf '  %s\n' "$(LC_ALL=C date -u -d "@$SOURCE_DATE_EPOCH" '+%a, %d %b %Y %H:%M:%S +0000')"
}

debian_control() {
  local to=$1
  mkdir "$to/DEBIAN"
  sed -e "s/@VERSION@/$version/; s/@ARCHITECTURE@/$(dpkg --print-architecture)/" \
    -e "s/@SIZE@/$(du -sk --apparent-size "$to/usr" | cut -f 1)/" "$debian/control" >"$to/DEBIAN/control"
  cp "$debian/postinst" "$to/DEBIAN/postinst"
  (cd "$to" && find usr -type f | LC_ALL=C sort | xargs md5sum >DEBIAN/md5sums)
}

# Runs on Debian and its descendants alone.
pack_deb() {
  command -v dpkg-deb >/dev/null || fail "dpkg-deb not found: a Debian package is built on Debian"
  local debian=$root/scripts/debian version place file
  version=$(image_version)-1
  file=$root/proxy/target/heddle_${version}_$(dpkg --print-architecture).deb
  rm -f "$root"/proxy/target/heddle_*.deb*
  place=$(mktemp -d "$root/proxy/target/pack.XXXXXX")
  SOURCE_DATE_EPOCH=$(date -u -d "$(sed -n 's,.*<project.build.outputTimestamp>\(.*\)</.*,\1,p' "$root/pom.xml")" +%s)
  export SOURCE_DATE_EPOCH
  debian_files "$place/heddle"
  debian_control "$place/heddle"
  chmod -R u+rwX,go=rX "$place/heddle"
  chmod 755 "$place/heddle/DEBIAN/postinst" "$place/heddle/usr/lib/heddle/lib/"{jexec,jspawnhelper}
  find "$place/heddle/usr/lib/heddle/lib" -name '*.so' -exec chmod 644 {} +
  set_times "$place/heddle"
  # HEDDLE_DEB_COMPRESSION=none: for a package that is only tried.
  dpkg-deb --root-owner-group -Z"${HEDDLE_DEB_COMPRESSION:-xz}" --build "$place/heddle" "$file.new" >/dev/null
  rm -rf "$place"
  publish "$file.new" "$file"
}
