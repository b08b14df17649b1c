"""A running office program, for scripts that work in it; they end with done().
Run with the name of its pipe it ends the program."""
import os
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.uno import Exception as UnoException


def desktop(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
            found = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            if found:
                return found
        except UnoException:
            pass  # it is starting still
        time.sleep(0.2)
    sys.exit("the office program does not answer")


def option(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


def done():
    """Ends the script with 0, at once: while the interpreter takes itself down,
    the bridge's threads now and then crash it after all work is done."""
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    try:
        desktop(sys.argv[1]).terminate()
    except UnoException:
        pass  # it is gone before it answers
    done()
