package org.continuum.sabotage.util;

class Drawer {}
