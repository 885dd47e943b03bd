package org.continuum.sabotage.people;

class PersonService {}
