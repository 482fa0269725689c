LISTEN only_there;
