"""change.py DIR NEW OLD=>NEW...: copies DIR and replaces text that must be there once."""
import pathlib
import shutil
import sys

source, target, *changes = sys.argv[1:]
shutil.copytree(source, target)
for change in changes:
    old, new = change.split("=>")
    files = [f for f in pathlib.Path(target).rglob("*") if f.is_file() and old in f.read_text()]
    assert len(files) == 1, (old, files)
    text = files[0].read_text()
    assert text.count(old) == 1, old
    files[0].write_text(text.replace(old, new))
