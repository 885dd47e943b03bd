package org.continuum.sabotage.sandbox;

class Unguarded {}
