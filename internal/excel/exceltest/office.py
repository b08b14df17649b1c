"""A running office program, for scripts that work in it. Run with the name of
its pipe it ends the program."""
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


if __name__ == "__main__":
    try:
        desktop(sys.argv[1]).terminate()
    except UnoException:
        pass  # it is gone before it answers
