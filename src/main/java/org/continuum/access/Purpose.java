package org.continuum.access;

/** What a transaction is for, and on whose behalf; the empty text where there is nothing to say. */
sealed interface Purpose {
    String organization();

    String actor();

    default String service() {
        return "";
    }

    /** Whether work for another purpose may be part of this one's transaction. */
    boolean includes(Purpose other);

    /** Something is done, and what is read on the way belongs to it. */
    record Do(Caller caller) implements Purpose {
        @Override
        public String organization() {
            return caller.organization().toString();
        }

        @Override
        public String actor() {
            return caller.subject();
        }

        @Override
        public boolean includes(Purpose other) {
            return switch (other) {
                case Do(Caller another) -> caller.equals(another);
                case Read(Caller another) -> caller.equals(another);
                case Own own -> false;
            };
        }
    }

    /** Something is read. An act has no place in it: it would be committed only when all has been read. */
    record Read(Caller caller) implements Purpose {
        @Override
        public String organization() {
            return caller.organization().toString();
        }

        @Override
        public String actor() {
            return caller.subject();
        }

        @Override
        public boolean includes(Purpose other) {
            return equals(other);
        }
    }

    /** The service works by itself, for no organization. */
    record Own(ServiceIdentity part) implements Purpose {
        @Override
        public String organization() {
            return "";
        }

        @Override
        public String actor() {
            return "";
        }

        @Override
        public String service() {
            return part.stored();
        }

        @Override
        public boolean includes(Purpose other) {
            return equals(other);
        }
    }
}
